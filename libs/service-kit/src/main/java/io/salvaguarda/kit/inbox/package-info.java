/**
 * Events in: the shell that owns ack, deduplication, transactions and dead letters. What an event
 * does lives in a service's {@link io.salvaguarda.kit.inbox.EventReaction}.
 */
package io.salvaguarda.kit.inbox;
