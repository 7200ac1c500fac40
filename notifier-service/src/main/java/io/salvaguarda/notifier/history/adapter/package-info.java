/** The history as rows, the reaction to events that fills it, REST and CSV. */
package io.salvaguarda.notifier.history.adapter;
