/** What the features' REST resources share: problem details for bad input. No feature. */
package io.salvaguarda.backup.rest;
