/**
 * Proving one backup, level by level: what is read, restored, counted and compared, and what the
 * outcome means. Plain Java on the libraries; knows no jobs, events on the wire, REST or database
 * of its own.
 */
package io.salvaguarda.verify.proof;
