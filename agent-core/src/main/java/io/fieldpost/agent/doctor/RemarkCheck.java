package io.fieldpost.agent.doctor;

import io.fieldpost.driver.Remark;

/** Passes on what a driver says of a source's settings: allowed, and yet not good. */
record RemarkCheck(Verdict verdict, Remark remark) implements Check {
    @Override
    public String subject() {
        return verdict.subject();
    }

    @Override
    public Finding examine() {
        return verdict.warn("remark", remark.subject(), remark.text());
    }
}
