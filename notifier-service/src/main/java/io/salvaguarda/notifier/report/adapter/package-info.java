/**
 * Reports as rows, the schedule and the jobs that make them, REST, and the files that mails carry;
 * measurements of storage. What reports say is computed in the domain beside it.
 */
package io.salvaguarda.notifier.report.adapter;
