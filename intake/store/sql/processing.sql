-- name: give_back_attempt
update upload set attempts = attempts - 1
where id = %(upload)s and state = 'received' and attempts > 0

-- name: count_unfinished
select count(*)::int from upload where application = %(application)s and state = 'received'
