/** REST, the streaming workers and their leases, what is watched and told, metrics. */
package io.salvaguarda.backup.wal.adapter;
