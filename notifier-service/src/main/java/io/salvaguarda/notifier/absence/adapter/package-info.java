/**
 * Expectations as rows, the look that finds what is missing (one instance at a time, by the
 * database's clock), and how far events were heard. Depends on no other service.
 */
package io.salvaguarda.notifier.absence.adapter;
