package io.fieldpost.driver.testkit;

class WatchedLineDriverTest extends LineDriverContract {
    WatchedLineDriverTest() {
        super(true);
    }
}
