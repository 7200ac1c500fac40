/**
 * Proving that everyone who should be able to open a repository can, and seeing who has not been
 * proven for too long. The job, its timetable and REST are in {@code adapter}.
 */
package io.salvaguarda.backup.keys;
