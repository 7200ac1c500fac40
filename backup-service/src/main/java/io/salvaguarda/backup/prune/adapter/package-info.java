/** The prune job, its timetable, its metrics and REST. */
package io.salvaguarda.backup.prune.adapter;
