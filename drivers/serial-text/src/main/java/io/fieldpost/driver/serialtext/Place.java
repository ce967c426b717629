package io.fieldpost.driver.serialtext;

/** Where in a line a value is. */
sealed interface Place permits LinePattern, Column {
    Found in(TextLine line);
}
