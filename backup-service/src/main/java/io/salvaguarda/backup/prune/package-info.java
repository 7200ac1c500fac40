/**
 * Deleting what no backup needs from the repositories. How that is safe is the repository's own
 * matter; the job, its timetable and REST are in {@code adapter}.
 */
package io.salvaguarda.backup.prune;
