/** The Telegram carrier: a message of escaped HTML by the Bot API. */
package io.salvaguarda.notifier.telegram;
