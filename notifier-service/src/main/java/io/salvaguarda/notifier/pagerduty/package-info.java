/** The PagerDuty carrier: an incident's events by Events API v2, all under one key. */
package io.salvaguarda.notifier.pagerduty;
