/**
 * One backup, from the snapshot to the manifest, and what its job is called and asked for. Plain
 * Java; the job handler, the REST resource and the metrics are in {@code adapter}.
 */
package io.salvaguarda.backup.run;
