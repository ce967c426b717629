package io.fieldpost.radio.receiver;

/** Where rows come from that a program such as rtl_power writes: a file of them, or the program itself. */
public sealed interface RowsSourceAddress extends PanoramaAddress permits RowsAddress, ProgramAddress {}
