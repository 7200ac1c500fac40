/**
 * Keeping the copies of repositories up to date. How a copy is proven is the repository's own
 * matter; the job, its timetable and REST are in {@code adapter}.
 */
package io.salvaguarda.backup.copies;
