/**
 * The contract between the services and with anyone who subscribes: event types, topics, and their
 * form on Kafka (CloudEvents 1.0, binary mode).
 *
 * <p>No service's logic, no Kafka client, no framework, and nothing of ours to depend on.
 */
package io.salvaguarda.events;
