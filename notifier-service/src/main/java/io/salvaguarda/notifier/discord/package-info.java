/** The Discord carrier: an embed with everything escaped and nobody mentioned, to a webhook. */
package io.salvaguarda.notifier.discord;
