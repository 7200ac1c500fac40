/** The job that proves keys, its timetable, its metrics and REST. */
package io.salvaguarda.backup.keys.adapter;
