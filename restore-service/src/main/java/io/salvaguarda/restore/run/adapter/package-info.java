/** Restores bound to jobs, REST, events and metrics. */
package io.salvaguarda.restore.run.adapter;
