/** Drills bound to jobs, to the database, to REST and to events. */
package io.salvaguarda.restore.drill.adapter;
