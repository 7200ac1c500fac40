/**
 * Deliveries as rows: the queue, the workers that claim from it (several instances share them), the
 * fenced end of an attempt, REST and metrics. What carriers do is not known here.
 */
package io.salvaguarda.notifier.delivery.adapter;
