/**
 * Other systems that want events by webhook, and which of them: event-driven automation without
 * Kafka. Plain Java; rows, REST and the way into the delivery queue stand in {@code adapter}.
 */
package io.salvaguarda.notifier.subscription;
