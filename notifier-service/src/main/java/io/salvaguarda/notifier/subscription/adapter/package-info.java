/**
 * Subscriptions as rows and by REST. What is sent to them goes through the delivery queue, as what
 * is told to people does: one mechanism for backoff, order, dead letters and their replay.
 */
package io.salvaguarda.notifier.subscription.adapter;
