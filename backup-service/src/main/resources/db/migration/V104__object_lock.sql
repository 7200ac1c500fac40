-- Until when a backup's store is known not to let it go. Learned when retention tried; the store itself knows it.

alter table backup
    add column locked_until timestamptz;
