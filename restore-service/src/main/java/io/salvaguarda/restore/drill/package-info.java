/**
 * Restores that are made to prove that they can be, and to time them: into places that are thrown
 * away. Recoveries and restores themselves are those of {@code run}; nothing here knows another
 * way. Plain Java; jobs, rows and REST are in {@code adapter}.
 */
package io.salvaguarda.restore.drill;
