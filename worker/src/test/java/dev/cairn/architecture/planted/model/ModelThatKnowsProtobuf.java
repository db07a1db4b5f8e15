package dev.cairn.architecture.planted.model;

import com.google.protobuf.ByteString;

record ModelThatKnowsProtobuf(ByteString bytes) {}
