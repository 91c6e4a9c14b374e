"""The system calls that a reader needs, those that only an attack makes, and their numbers.

Numbers: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h of the kernel
(the latter is what aarch64 uses). None: the architecture does not have the call.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number of one system call on each architecture."""

    x86_64: int | None
    aarch64: int | None


def _table(rows: str) -> dict[str, Numbers]:
    """Read rows of name, x86_64 number, aarch64 number; ``-`` stands for none."""
    read = (row.split() for row in rows.strip().splitlines())
    return {name: Numbers(_number(x86), _number(arm)) for name, x86, arm in read}


def _number(text: str) -> int | None:
    return None if text == "-" else int(text)


NEEDED = _table(
    """
    read             0    63
    write            1    64
    readv           19    65
    writev          20    66
    pread64         17    67
    lseek            8    62
    close            3    57
    close_range    436   436
    fcntl           72    25
    dup             32    23
    poll             7     -
    ppoll          271    73
    select          23     -
    pselect6       270    72
    open             2     -
    openat         257    56
    stat             4     -
    lstat            6     -
    fstat            5    80
    newfstatat     262    79
    statx          332   291
    access          21     -
    faccessat      269    48
    faccessat2     439   439
    readlink        89     -
    readlinkat     267    78
    getdents64     217    61
    getcwd          79    17
    mmap             9   222
    munmap          11   215
    mremap          25   216
    mprotect        10   226
    madvise         28   233
    mincore         27   232
    brk             12   214
    futex          202    98
    futex_waitv    449   449
    set_robust_list 273   99
    set_tid_address 218   96
    rseq           334   293
    membarrier     324   283
    sched_yield     24   124
    sched_getaffinity 204 123
    getcpu         309   168
    rt_sigaction    13   134
    rt_sigprocmask  14   135
    rt_sigreturn    15   139
    sigaltstack    131   132
    restart_syscall 219  128
    clock_gettime  228   113
    clock_getres   229   114
    clock_nanosleep 230  115
    nanosleep       35   101
    gettimeofday    96   169
    times          100   153
    getrusage       98   165
    sysinfo         99   179
    uname           63   160
    getrlimit       97   163
    getrandom      318   278
    getpid          39   172
    getppid        110   173
    gettid         186   178
    getuid         102   174
    geteuid        107   175
    getgid         104   176
    getegid        108   177
    capget         125    90
    arch_prctl     158     -
    exit            60    93
    exit_group     231    94
    """
)
"""Taken with any argument: reading what is open and what Landlock leaves, memory, threads that
exist, time, the process's own identity, its end."""

WITH_ARGUMENTS = _table(
    """
    clone           56   220
    prctl          157   167
    prlimit64      302   261
    ioctl           16    29
    tgkill         234   131
    """
)
"""Taken with the arguments that :mod:`extractors.jail.seccomp` names."""

FOR_A_PROGRAM = _table(
    """
    execve          59   221
    fork            57     -
    vfork           58     -
    wait4           61   260
    waitid         247    95
    kill            62   129
    setsid         112   157
    pipe            22     -
    pipe2          293    59
    dup2            33     -
    dup3           292    24
    chdir           80    49
    umask           95   166
    pwrite64        18    68
    ftruncate       77    46
    fsync           74    82
    mkdir           83     -
    mkdirat        258    34
    rmdir           84     -
    unlink          87     -
    unlinkat       263    35
    """
)
"""Taken besides where the OCR engine is a program that is started for each page: starting it,
waiting for it, ending it, and files in the child's own folder."""

PROBED_BY_A_PROGRAM = frozenset({"socket"})
"""Answered with ENOSYS there, and not taken for an attack: the program's libraries (libcurl) look
for a network when they are loaded, and do without."""

ATTACKS = _table(
    """
    execve          59   221
    execveat       322   281
    fork            57     -
    vfork           58     -
    ptrace         101   117
    process_vm_readv  310 270
    process_vm_writev 311 271
    process_madvise 440  440
    kcmp           312   272
    kill            62   129
    tkill          200   130
    rt_sigqueueinfo 129  138
    rt_tgsigqueueinfo 297 240
    pidfd_open     434   434
    pidfd_getfd    438   438
    pidfd_send_signal 424 424
    socket          41   198
    socketpair      53   199
    connect         42   203
    bind            49   200
    listen          50   201
    accept          43   202
    accept4        288   242
    io_uring_setup 425   425
    io_uring_enter 426   426
    io_uring_register 427 427
    bpf            321   280
    perf_event_open 298  241
    userfaultfd    323   282
    memfd_create   319   279
    open_by_handle_at 304 265
    name_to_handle_at 303 264
    unshare        272    97
    setns          308   268
    mount          165    40
    umount2        166    39
    pivot_root     155    41
    chroot         161    51
    setuid         105   146
    setgid         106   144
    setreuid       113   145
    setregid       114   143
    setresuid      117   147
    setresgid      119   149
    capset         126    91
    personality    135    92
    add_key        248   217
    request_key    249   218
    keyctl         250   219
    init_module    175   105
    finit_module   313   273
    delete_module  176   106
    kexec_load     246   104
    reboot         169   142
    """
)
"""No library that reads documents makes them: the process is ended, and the upload ends as
``policy``. Every call that stands in no table is answered with ENOSYS, as by an older kernel, so
that a library that only tries a newer call falls back on an older one."""
