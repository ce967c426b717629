package io.fieldpost.driver.testkit;

class PolledLineDriverTest extends LineDriverContract {
    PolledLineDriverTest() {
        super(false);
    }
}
