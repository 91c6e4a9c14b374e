"""Ten long uploads, scanned or photographed: how they are split and typed."""
