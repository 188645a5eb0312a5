/** Importing this module makes the multi-step learners available by name. */
import "./n-step-sarsa.ts";
import "./n-step-q-learning.ts";
import "./tree-backup.ts";
import "./q-sigma.ts";
import "./sarsa-lambda.ts";
import "./true-online-sarsa-lambda.ts";
import "./watkins-q-lambda.ts";
import "./naive-q-lambda.ts";
import "./peng-q-lambda.ts";
import "./retrace.ts";
