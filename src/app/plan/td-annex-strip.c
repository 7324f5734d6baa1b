/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-strip.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-annex-moves.h"
#include "td-choice.h"
#include "td-text.h"

struct _TdAnnexStrip
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  TdAnnexList *list; /* weak */
  GtkWidget *box;
  GtkWidget *search;
  GtkDropDown *area;
  GtkDropDown *unit;
  GtkLabel *count;
  GtkWidget *add;
  GtkWidget *more;
  GArray *area_ids;  /* (element-type gint64): of the entries of the choice; -1: all */
  gboolean updating; /* the choices are being brought up to date: nobody chose anything */
};

G_DEFINE_FINAL_TYPE (TdAnnexStrip, td_annex_strip, GTK_TYPE_WIDGET)

static void
apply (TdAnnexStrip *self)
{
  TdAnnexModel *model;
  guint area = gtk_drop_down_get_selected (self->area);
  GtkStringObject *unit = gtk_drop_down_get_selected_item (self->unit);
  gboolean all_units = gtk_drop_down_get_selected (self->unit) == 0 || unit == NULL;

  if (self->updating || self->list == NULL)
    return;
  model = td_annex_list_get_model (self->list);
  td_annex_model_set_search (model, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  td_annex_model_set_group (
      model, area < self->area_ids->len ? g_array_index (self->area_ids, gint64, area) : -1);
  td_annex_model_set_unit (model, all_units ? NULL : gtk_string_object_get_string (unit));
  td_annex_list_refresh (self->list);
}

static void
update_areas (TdAnnexStrip *self, const TdPlanData *data)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) groups = td_annex_list_groups (data);
  guint before = gtk_drop_down_get_selected (self->area);
  gint64 chosen =
      before < self->area_ids->len ? g_array_index (self->area_ids, gint64, before) : -1;
  gint64 all = -1;
  guint selected = 0;

  g_array_set_size (self->area_ids, 0);
  g_array_append_val (self->area_ids, all);
  gtk_string_list_append (names, _ ("All areas"));
  for (guint i = 0; i < groups->len; i++)
    {
      const TdPlanGroupRow *group = g_ptr_array_index (groups, i);
      g_autofree char *name = td_annex_group_name (group);

      if (group->row.id == chosen)
        selected = i + 1;
      g_array_append_val (self->area_ids, group->row.id);
      gtk_string_list_append (names, name);
    }
  td_choice_set_entries (self->area, names, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->area), groups->len > 0);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return td_text_collate (*(const char *const *) a, *(const char *const *) b);
}

/* Every unit that a task of the plan names, once, in alphabetical order. */
static void
update_units (TdAnnexStrip *self, const TdPlanData *data)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  GtkStringObject *item = gtk_drop_down_get_selected_item (self->unit);
  g_autofree char *chosen = item != NULL && gtk_drop_down_get_selected (self->unit) > 0
                                ? g_strdup (gtk_string_object_get_string (item))
                                : NULL;
  guint selected = 0;

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TASK_UNIT); i++)
    {
      const TdTaskUnitRow *unit = td_plan_data_nth (data, TD_KIND_TASK_UNIT, i);

      if (unit->text != NULL && g_hash_table_add (seen, td_text_fold (unit->text)))
        g_ptr_array_add (units, unit->text);
    }
  g_ptr_array_sort (units, compare_names);
  gtk_string_list_append (names, _ ("All units"));
  for (guint i = 0; i < units->len; i++)
    {
      gtk_string_list_append (names, g_ptr_array_index (units, i));
      if (chosen != NULL && td_text_equal_folded (g_ptr_array_index (units, i), chosen))
        selected = i + 1;
    }
  td_choice_set_entries (self->unit, names, selected);
}

static void
update_count (TdAnnexStrip *self)
{
  TdAnnexModel *model = td_annex_list_get_model (self->list);
  guint tasks = td_annex_model_get_n_tasks (model);
  guint groups = td_annex_model_get_n_groups (model);
  g_autofree char *task_text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u task", "%u tasks", tasks), tasks);
  g_autofree char *text = NULL;

  if (td_annex_model_get_filtering (model))
    /* Translators: found of all, "3 / 46 tasks" */
    text = g_strdup_printf ("%u / %s", td_annex_model_get_n_found (model), task_text);
  else if (groups > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s · %u area", "%s · %u areas", groups),
                            task_text, groups);
  gtk_label_set_label (self->count, text != NULL ? text : task_text);
}

static void
refreshed_cb (TdAnnexStrip *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  gboolean arrange = !td_plan_context_get_read_only (self->context) &&
                     !td_annex_model_get_in_body (td_annex_list_get_model (self->list));

  if (data == NULL)
    return;
  self->updating = TRUE;
  update_areas (self, data);
  update_units (self, data);
  self->updating = FALSE;
  update_count (self);
  gtk_widget_set_sensitive (self->add, arrange);
}

/**
 * td_annex_strip_search:
 * @self: the strip
 * @text: what to look for, "" for all
 */
void
td_annex_strip_search (TdAnnexStrip *self, const char *text)
{
  g_return_if_fail (TD_IS_ANNEX_STRIP (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  apply (self);
}

void
td_annex_strip_focus_search (TdAnnexStrip *self)
{
  gtk_widget_grab_focus (self->search);
}

/**
 * td_annex_strip_clear:
 * @self: the strip
 *
 * Takes all filters away.
 */
void
td_annex_strip_clear (TdAnnexStrip *self)
{
  self->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (self->area, 0);
  gtk_drop_down_set_selected (self->unit, 0);
  self->updating = FALSE;
  apply (self);
}

static void
activate_cb (GtkWidget *button, gpointer user_data)
{
  TdAnnexStrip *self = TD_ANNEX_STRIP (gtk_widget_get_ancestor (button, TD_TYPE_ANNEX_STRIP));

  if (self->list != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->list), user_data, NULL);
}

static void
more_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TdAnnexStrip *self = TD_ANNEX_STRIP (widget);
  g_autofree char *action = g_strconcat ("annex.", name + strlen ("strip."), NULL);

  if (self->list != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->list), action, NULL);
}

static void
td_annex_strip_dispose (GObject *object)
{
  TdAnnexStrip *self = TD_ANNEX_STRIP (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_weak_pointer (&self->list);
  g_clear_object (&self->context);
  g_clear_pointer (&self->area_ids, g_array_unref);

  G_OBJECT_CLASS (td_annex_strip_parent_class)->dispose (object);
}

static void
td_annex_strip_class_init (TdAnnexStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_annex_strip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "strip.add-area", NULL, more_action);
  gtk_widget_class_install_action (widget_class, "strip.columns", NULL, more_action);
  gtk_widget_class_install_action (widget_class, "strip.renumber", NULL, more_action);
}

/* The button shows a short name, the list whole ones. */
static GtkDropDown *
add_choice (TdAnnexStrip *self, const char *name)
{
  GtkDropDown *choice = td_choice_new (name, 14);

  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (choice));
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (apply), self);

  return choice;
}

static void
add_search (TdAnnexStrip *self)
{
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Search the annex"), NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->search), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->search), 15);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search the annex"), -1);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (apply), self);
  gtk_box_append (GTK_BOX (self->box), self->search);
}

static void
add_buttons (TdAnnexStrip *self)
{
  GtkWidget *content = adw_button_content_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  self->add = gtk_button_new ();
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Add a Task"));
  gtk_button_set_child (GTK_BUTTON (self->add), content);
  gtk_widget_set_tooltip_text (self->add, _ ("Add a Task (Ctrl+Enter)"));
  g_signal_connect (self->add, "clicked", G_CALLBACK (activate_cb), (gpointer) "annex.add");
  gtk_box_append (GTK_BOX (self->box), self->add);

  g_menu_append (menu, _ ("Add an Area"), "strip.add-area");
  g_menu_append (menu, _ ("Renumber All Tasks"), "strip.renumber");
  g_menu_append (menu, _ ("Change Columns…"), "strip.columns");
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (self->more, _ ("More for the Annex"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More for the Annex"), -1);
  gtk_box_append (GTK_BOX (self->box), self->more);
}

static void
td_annex_strip_init (TdAnnexStrip *self)
{
  gint64 all = -1;

  self->area_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (self->area_ids, all);
  self->updating = TRUE;
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->box, "annex-strip");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_search (self);
  self->area = add_choice (self, _ ("Show an area"));
  self->unit = add_choice (self, _ ("Show a unit"));
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->count, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->count, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "td-dim");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->count));
  add_buttons (self);
  self->updating = FALSE;
}

/**
 * td_annex_strip_new:
 * @context: the open plan
 * @list: the list it acts on
 *
 * Returns: the tools
 */
GtkWidget *
td_annex_strip_new (TdPlanContext *context, TdAnnexList *list)
{
  TdAnnexStrip *self = g_object_new (TD_TYPE_ANNEX_STRIP, NULL);

  self->context = g_object_ref (context);
  g_set_weak_pointer (&self->list, list);
  g_signal_connect_object (list, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  refreshed_cb (self);

  return GTK_WIDGET (self);
}
