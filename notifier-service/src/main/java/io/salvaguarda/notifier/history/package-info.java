/**
 * What became of every backup, verification, restore, drill and repository job, read from the
 * events. Plain Java: which events are history and what of them is kept. Rows and REST stand in
 * {@code adapter}.
 */
package io.salvaguarda.notifier.history;
