/**
 * A row in a source's own database that is written every few seconds: what a recovered copy of it
 * shows is how far the recovery has come. Plain Java; who writes it, and metrics, are in {@code
 * adapter}.
 */
package io.salvaguarda.backup.heartbeat;
