/**
 * Whether this service does what it is for, told regularly to a watcher outside the suite, which
 * alarms when it hears nothing. Plain Java; rows and HTTP stand in {@code adapter}.
 */
package io.salvaguarda.notifier.deadman;
