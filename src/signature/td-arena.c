/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-arena.h"

#include <string.h>

#define TD_ARENA_BLOCK 16384
#define TD_ARENA_ALIGN 16

struct _TdArena
{
  GPtrArray *blocks;
  char *next;
  gsize left;
};

TdArena *
td_arena_new (void)
{
  TdArena *self = g_new0 (TdArena, 1);

  self->blocks = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
td_arena_free (TdArena *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/**
 * td_arena_alloc:
 * @self: an arena
 * @size: bytes
 *
 * Returns: (transfer none): zeroed memory that lives as long as the arena
 */
gpointer
td_arena_alloc (TdArena *self, gsize size)
{
  char *memory;

  size = (size + TD_ARENA_ALIGN - 1) & ~(gsize) (TD_ARENA_ALIGN - 1);
  if (size > TD_ARENA_BLOCK / 4)
    {
      memory = g_malloc0 (size);
      g_ptr_array_add (self->blocks, memory);
      return memory;
    }
  if (size > self->left)
    {
      self->next = g_malloc0 (TD_ARENA_BLOCK);
      self->left = TD_ARENA_BLOCK;
      g_ptr_array_add (self->blocks, self->next);
    }
  memory = self->next;
  self->next += size;
  self->left -= size;
  return memory;
}

gpointer
td_arena_copy (TdArena *self, gconstpointer data, gsize size)
{
  gpointer memory = td_arena_alloc (self, MAX (size, 1));

  if (size > 0)
    memcpy (memory, data, size);
  return memory;
}
