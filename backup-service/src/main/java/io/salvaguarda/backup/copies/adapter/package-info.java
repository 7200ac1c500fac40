/** The copy job, its timetable, its metrics and REST. */
package io.salvaguarda.backup.copies.adapter;
