/**
 * What should have come and did not: what is due by the plans, which words of events answer it, and
 * when it is missing. Plain Java; rows, Kafka and REST stand in {@code adapter}.
 */
package io.salvaguarda.notifier.absence;
