// Leads as Brazil has them: a fresh name for each.

const FIRST = [
  "Adriana", "Alexandre", "Aline", "Amanda", "Ana Paula", "Antônio", "Beatriz", "Bianca", "Bruno", "Caio", "Camila",
  "Cláudia", "Daniela", "Débora", "Diego", "Edson", "Eduarda", "Elaine", "Fabiana", "Felipe", "Fernanda", "Francisca",
  "Gabriel", "Gisele", "Gustavo", "Helena", "Igor", "Isabela", "Jéssica", "João Pedro", "Joana", "Juliana", "Kátia",
  "Larissa", "Leandro", "Letícia", "Luana", "Lucas", "Luciana", "Luiz", "Marcela", "Marcos", "Mariana", "Mateus",
  "Michele", "Nathália", "Otávio", "Patrícia", "Paulo", "Priscila", "Rafael", "Raquel", "Renata", "Rodrigo", "Rosângela",
  "Sabrina", "Simone", "Tainá", "Tatiane", "Thiago", "Valéria", "Vanessa", "Vinícius", "Vitória", "Wesley", "Yasmin",
];
const LAST = [
  "Almeida", "Alves", "Andrade", "Araújo", "Barbosa", "Batista", "Borges", "Cardoso", "Carvalho", "Castro", "Correia",
  "Costa", "Cunha", "Dias", "Duarte", "Farias", "Fernandes", "Ferreira", "Freitas", "Gomes", "Gonçalves", "Lima", "Lopes",
  "Macedo", "Machado", "Martins", "Melo", "Mendes", "Monteiro", "Moraes", "Moreira", "Moura", "Nascimento", "Nunes",
  "Oliveira", "Pereira", "Pinto", "Ramos", "Reis", "Ribeiro", "Rocha", "Rodrigues", "Sales", "Santana", "Santos", "Silva",
  "Soares", "Souza", "Tavares", "Teixeira", "Vieira",
];

/** A name that none of `taken` has. */
export function freshName(taken) {
  const used = new Set(taken);
  for (let tries = 0; tries < 40; tries += 1) {
    const name = `${pick(FIRST)} ${pick(LAST)}`;
    if (!used.has(name)) return name;
  }
  return `${pick(FIRST)} ${pick(LAST)} ${pick(LAST)}`;
}

const pick = (words) => words[Math.floor(Math.random() * words.length)];
