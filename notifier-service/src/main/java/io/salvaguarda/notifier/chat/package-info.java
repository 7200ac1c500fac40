/** What chats have in common: a secret URL that takes one JSON message. */
package io.salvaguarda.notifier.chat;
