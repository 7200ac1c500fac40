/**
 * Links in mails by which somebody acknowledges without a token: signed, good for a while and for
 * one use. Plain Java; the key and the settings stand in {@code adapter}.
 */
package io.salvaguarda.notifier.link;
