/**
 * Notices that wait, the loop that tells them, and what follows while an incident stays open. Every
 * time is the database's, and several instances share the work by row locks.
 */
package io.salvaguarda.notifier.telling.adapter;
