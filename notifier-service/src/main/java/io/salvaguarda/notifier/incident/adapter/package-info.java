/**
 * Incidents as rows, the reaction to events that opens, repeats and resolves them, and REST. What
 * an event means and when a repetition is told is decided in the domain beside it.
 */
package io.salvaguarda.notifier.incident.adapter;
