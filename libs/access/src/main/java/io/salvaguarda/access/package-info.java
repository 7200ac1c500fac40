/**
 * From a configured name to the thing itself: repositories opened, ways to databases, and what goes
 * wrong with either in the words of events. What backup, verification and restore share; plain Java
 * but for {@code bean}, no jobs and no features.
 */
package io.salvaguarda.access;
