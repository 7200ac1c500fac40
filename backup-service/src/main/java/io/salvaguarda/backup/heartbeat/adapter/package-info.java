/** Heartbeats bound to the catalog, which says who writes, and to metrics. */
package io.salvaguarda.backup.heartbeat.adapter;
