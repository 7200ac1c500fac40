/**
 * The outbox: records owed to Kafka, written in the transaction of what they tell, sent in order,
 * deleted after the broker's ack. The only way out for events.
 */
package io.salvaguarda.kit.outbox;
