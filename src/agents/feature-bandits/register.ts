/** Importing this module makes the bandits over feature vectors available by name. */
import "./bag.ts";
import "./lingreedy.ts";
import "./lints.ts";
import "./linucb.ts";
import "./linucb-hybrid.ts";
import "./squarecb.ts";
