/** Silences as rows, and REST to add, show and end them. */
package io.salvaguarda.notifier.silence.adapter;
