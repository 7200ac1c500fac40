/**
 * What every REST interface says to bad input: problem details that name the field, what it is and
 * what would be right. No resources live here.
 */
package io.salvaguarda.kit.rest;
