/* Tabular Q-learning on a table that compiled.ts has written: the same draws, ties and arithmetic as the library, so
   that both learn the same bits. Prints the steps, the CPU seconds of the training alone and all values XORed. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct { int32_t context, bootstrap, edges; } State;
typedef struct { int32_t cells, size, sibling, best_rank, ties; double best; } Context;
typedef struct { double reward; int32_t next; } Edge;

static State *states;
static Context *contexts;
static Edge *edges;
static int32_t *cells, *actions;
static double *values;
static uint32_t *counts;
static double s0, s1, s2;
static int32_t carry;

static double draw(void) {
  double sum = 2091639 * s0 + carry * 2.3283064365386963e-10;
  s0 = s1;
  s1 = s2;
  carry = (int32_t)sum;
  return s2 = sum - carry;
}

static void scan(Context *context) {
  const int32_t *cell = cells + context->cells;
  double best = values[cell[0]];
  int32_t best_rank = 0, ties = 1;
  for (int32_t rank = 1; rank < context->size; rank++) {
    double value = values[cell[rank]];
    if (value > best) best = value, best_rank = rank, ties = 1;
    else if (value == best) ties++;
  }
  context->best = best;
  context->best_rank = best_rank;
  context->ties = ties;
}

static int32_t tied(const Context *context, int32_t place) {
  for (int32_t rank = 0;; rank++)
    if (values[cells[context->cells + rank]] == context->best && place-- == 0) return rank;
}

static void changed(Context *context, int32_t rank, double before, double after) {
  if (after > context->best) context->best = after, context->best_rank = rank, context->ties = 1;
  else if (before == context->best) { if (after < before) scan(context); }
  else if (after == context->best) context->ties++;
}

static void changed_elsewhere(int32_t from, int32_t action) {
  for (int32_t other = contexts[from].sibling; other != from; other = contexts[other].sibling)
    for (int32_t rank = 0; rank < contexts[other].size; rank++)
      if (actions[contexts[other].cells + rank] == action) scan(&contexts[other]);
}

static double line(double start, double end, double progress) {
  return progress >= 1 ? end : start + (end - start) * progress;
}

static int64_t train(const int32_t *starts, int32_t start_count, int64_t episodes, int64_t horizon, double step_size, double discount) {
  int64_t steps = 0;
  for (int64_t episode = 0; episode < episodes; episode++) {
    double epsilon = line(1, 0.05, episode / (0.5 * horizon));
    int32_t state = starts[episode % start_count];
    do {
      int32_t index = states[state].context;
      Context *context = &contexts[index];
      int32_t rank;
      if (draw() < epsilon) rank = (int32_t)(draw() * context->size);
      else rank = context->ties > 1 ? tied(context, (int32_t)(draw() * context->ties)) : context->best_rank;
      const Edge *edge = &edges[states[state].edges + rank];
      double target = edge->reward + discount * contexts[states[edge->next].bootstrap].best;
      int32_t cell = cells[context->cells + rank];
      counts[cell]++;
      double before = values[cell];
      double after = values[cell] = before + step_size * (target - before);
      changed(context, rank, before, after);
      if (context->sibling != index) changed_elsewhere(index, actions[context->cells + rank]);
      state = edge->next;
      steps++;
    } while (states[state].context >= 0);
  }
  return steps;
}

static void *take(FILE *file, size_t size, size_t count) {
  void *memory = malloc(size * count + 1);
  if (fread(memory, size, count, file) != count) exit(2);
  return memory;
}

int main(int argc, char **argv) {
  if (argc != 6) return 2;
  FILE *file = fopen(argv[1], "rb");
  int64_t episodes = atoll(argv[2]), horizon = atoll(argv[3]);
  int32_t *header = take(file, 4, 6); /* states, edges, contexts, cells, starts, values */
  double *stream = take(file, 8, 4);
  s0 = stream[0], s1 = stream[1], s2 = stream[2], carry = (int32_t)stream[3];
  double *rewards = take(file, 8, header[1]);
  int32_t *state = take(file, 4, 3 * header[0]), *next = take(file, 4, header[1]);
  int32_t *context = take(file, 4, 3 * header[2]);
  cells = take(file, 4, header[3]);
  actions = take(file, 4, header[3]);
  int32_t *starts = take(file, 4, header[4]);
  states = malloc(sizeof(State) * header[0]);
  contexts = calloc(header[2], sizeof(Context));
  edges = malloc(sizeof(Edge) * header[1]);
  values = calloc(header[5], sizeof(double));
  counts = calloc(header[5], sizeof(uint32_t));
  for (int32_t s = 0; s < header[0]; s++) states[s] = (State){state[3 * s], state[3 * s + 1], state[3 * s + 2]};
  for (int32_t e = 0; e < header[1]; e++) edges[e] = (Edge){rewards[e], next[e]};
  for (int32_t c = 0; c < header[2]; c++) {
    contexts[c].cells = context[3 * c], contexts[c].size = context[3 * c + 1], contexts[c].sibling = context[3 * c + 2];
    if (c > 0) scan(&contexts[c]);
  }
  clock_t begin = clock();
  int64_t steps = train(starts, header[4], episodes, horizon, atof(argv[4]), atof(argv[5]));
  double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
  uint64_t bits = 0;
  for (int32_t v = 0; v < header[5]; v++) bits ^= ((uint64_t *)values)[v];
  printf("{\"steps\": %lld, \"seconds\": %.6f, \"bits\": \"%llx\"}\n", (long long)steps, seconds, (unsigned long long)bits);
  return 0;
}
