/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-permissions.h"

#include <string.h>

/* A signature has one; more are made to take time. */
#define TD_MAX_LOCKS 16
/* In bytes; a longer one is taken as locked. */
#define TD_MAX_NAME 4096

typedef struct
{
  gboolean all_but;  /* the fields that are named are those that are not locked */
  GHashTable *names; /* (element-type utf8): full names */
} TdFieldLock;

static void
td_field_lock_free (gpointer data)
{
  TdFieldLock *self = data;

  g_hash_table_unref (self->names);
  g_free (self);
}

void
td_permissions_free (TdPermissions *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->locks);
  g_free (self);
}

/* Parameters of FieldMDP, or what an empty signature field wants locked once it is signed: both say
 * it with /Action and /Fields (ISO 32000-1, tables 233 and 256). What is not understood locks all.
 */
static void
td_permissions_add_lock (TdPermissions *self, TdPdfView view, const TdPdfObject *from)
{
  const TdPdfObject *action = td_pdf_view_lookup (view, from, "Action");
  const TdPdfObject *fields = td_pdf_view_lookup (view, from, "Fields");
  gboolean has_names = fields != NULL && fields->type == TD_PDF_ARRAY;
  TdFieldLock *lock = g_new0 (TdFieldLock, 1);

  lock->all_but = !has_names || !td_pdf_is_name (action, "Include");
  lock->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (lock->all_but && !td_pdf_is_name (action, "Exclude"))
    has_names = FALSE;
  for (guint i = 0; has_names && i < fields->as.array.n; i++)
    {
      char *name = td_pdf_dup_text (td_pdf_view_resolve (view, fields->as.array.items[i]));

      if (name != NULL)
        g_hash_table_add (lock->names, name);
    }
  g_ptr_array_add (self->locks, lock);
  self->final = self->final || self->locks->len >= TD_MAX_LOCKS;
}

/* RULE: 1 allows nothing, 2 filling in and signing, 3 notes besides (ISO 32000-1, table 254). Notes
 * can cover what was signed, so here 3 allows no more than 2. */
static gboolean
td_permissions_is_final (const TdPdfObject *level)
{
  return level != NULL && level->type != TD_PDF_NULL &&
         (level->type != TD_PDF_INTEGER || level->as.integer < 2 || level->as.integer > 3);
}

/**
 * td_permissions_read:
 * @signed_view: the file as it was when it was signed
 * @signature: the dictionary of the signature
 * @field: the field it stands in
 *
 * Returns: (transfer full): what its signer allows: the transforms DocMDP and FieldMDP of the
 *   signature, and /Lock of the field
 */
TdPermissions *
td_permissions_read (TdPdfView signed_view, const TdPdfObject *signature, const TdPdfObject *field)
{
  TdPermissions *self = g_new0 (TdPermissions, 1);
  const TdPdfObject *list = td_pdf_view_lookup (signed_view, signature, "Reference");
  const TdPdfObject *lock = td_pdf_view_lookup (signed_view, field, "Lock");

  self->locks = g_ptr_array_new_with_free_func (td_field_lock_free);
  for (guint i = 0;
       list != NULL && list->type == TD_PDF_ARRAY && i < list->as.array.n && !self->final; i++)
    {
      const TdPdfObject *item = td_pdf_view_resolve (signed_view, list->as.array.items[i]);
      const TdPdfObject *method = td_pdf_view_lookup (signed_view, item, "TransformMethod");
      const TdPdfObject *parameters = td_pdf_view_lookup (signed_view, item, "TransformParams");

      if (td_pdf_is_name (method, "DocMDP"))
        self->final = self->final ||
                      td_permissions_is_final (td_pdf_view_lookup (signed_view, parameters, "P"));
      else if (td_pdf_is_name (method, "FieldMDP"))
        td_permissions_add_lock (self, signed_view, parameters);
    }
  if (lock != NULL && lock->type != TD_PDF_NULL)
    {
      self->final =
          self->final || td_permissions_is_final (td_pdf_view_lookup (signed_view, lock, "P"));
      td_permissions_add_lock (self, signed_view, lock);
    }
  return self;
}

/* A name stands for its field and all below it. */
static gboolean
td_field_lock_names (const TdFieldLock *self, const char *field)
{
  g_autofree char *name = g_strdup (field);
  char *point;

  do
    {
      if (g_hash_table_contains (self->names, name))
        return TRUE;
      point = strrchr (name, '.');
      if (point != NULL)
        *point = '\0';
    }
  while (point != NULL);
  return FALSE;
}

/**
 * td_permissions_lock:
 * @self: what a signer allows
 * @field: (nullable): the full name of a field
 *
 * Returns: whether the signer locked it
 */
gboolean
td_permissions_lock (const TdPermissions *self, const char *field)
{
  const char *name = field != NULL ? field : "";

  for (guint i = 0; i < self->locks->len; i++)
    {
      const TdFieldLock *lock = g_ptr_array_index (self->locks, i);

      if (strlen (name) > TD_MAX_NAME || td_field_lock_names (lock, name) != lock->all_but)
        return TRUE;
    }
  return FALSE;
}
