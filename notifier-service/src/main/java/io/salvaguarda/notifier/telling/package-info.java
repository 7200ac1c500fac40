/**
 * When an incident's notices are told, and what follows while it stays open. Plain Java: decisions
 * about instants and facts; the loop, its rows and what is put on its way stand in {@code adapter}.
 */
package io.salvaguarda.notifier.telling;
