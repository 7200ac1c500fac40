/**
 * The webhook carrier: a CloudEvent in structured mode, signed as Standard Webhooks 1.0, over
 * sockets that refuse special addresses.
 */
package io.salvaguarda.notifier.webhook;
